package dev.caravan.launch;

/**
 * The first class of the jars, compiled for Java 8: an older Java gets one clear line instead of a class version error.
 */
public final class Launcher {

    private static final int NEEDED = 17;
    private static final int BAD_USAGE = 2;

    private Launcher() {}

    public static void main(String[] args) throws Exception {
        String refusal = refusal(System.getProperty("java.specification.version", ""), System.getProperty("java.home"));
        if (refusal != null) {
            System.err.println(refusal);
            System.exit(BAD_USAGE);
        }
        // Java 22 and newer: no console where there is no terminal
        System.setProperty("jdk.console", "java.base");
        Class.forName("org.springframework.boot.loader.launch.JarLauncher")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    /** One line for a Java that is too old, else null. */
    static String refusal(String version, String home) {
        return number(version) >= NEEDED
                ? null
                : "Caravan needs Java " + NEEDED + " or newer, this is Java " + version + " in " + home;
    }

    /** 8 for {@code 1.8}, 17 for {@code 17}; 0 for what is no version. */
    private static int number(String version) {
        String[] parts = version.split("\\.");
        String major = parts.length > 1 && "1".equals(parts[0]) ? parts[1] : parts[0];
        return major.matches("\\d{1,4}") ? Integer.parseInt(major) : 0;
    }
}
