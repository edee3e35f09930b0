package dev.caravan.local.command;

import dev.caravan.cli.SubcommandProvider;
import dev.caravan.local.demo.DemoCommand;
import java.util.List;

/** {@code demo} and {@code local}. */
public final class LocalCommands implements SubcommandProvider {

    @Override
    public List<Object> commands() {
        return List.of(new DemoCommand(), new LocalCommand());
    }
}
