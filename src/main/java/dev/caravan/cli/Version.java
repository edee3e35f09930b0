package dev.caravan.cli;

import dev.caravan.observe.ProductVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"caravan " + ProductVersion.text()};
    }
}
