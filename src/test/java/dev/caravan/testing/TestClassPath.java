package dev.caravan.testing;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The class path of the running tests, for JVMs that a test starts with classes of its own. */
public final class TestClassPath {
    private TestClassPath() {}

    /** Jars and directories, in order; some test launchers have them in a class loader, others in the system property. */
    public static List<Path> entries() {
        if (TestClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())))
                    .toList();
        }
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }
}
