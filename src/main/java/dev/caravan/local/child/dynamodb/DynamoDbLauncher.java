package dev.caravan.local.child.dynamodb;

import dev.caravan.local.child.ParentWatch;
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Field;

/**
 * Main class of the DynamoDB Local child. DynamoDB Local always binds all interfaces and has no option against it, so
 * this launcher takes the server it creates, gives its one connector the loopback address and a port of our choice (0
 * is a free one), and only then starts it. Prints the bound port as one line on standard output when it answers; everything that the
 * server prints goes to standard error.
 *
 * <p>Its classes are not on our compile class path, hence the reflection. A version that names things otherwise ends
 * here with an error before any socket is open.
 */
public final class DynamoDbLauncher {
    private static final String RUNNER = "software.amazon.dynamodb.services.local.main.ServerRunner";

    private static final int FAILED = 1;

    private DynamoDbLauncher() {}

    /** Runs until the parent is gone. Arguments: the port to bind, the database file, then DynamoDB Local's own. */
    public static void main(String[] args) {
        ParentWatch.start();
        PrintStream parent = System.out;
        System.setOut(System.err);
        try {
            run(args, parent);
        } catch (Exception e) {
            e.printStackTrace();
            // Threads of the half started server would keep this process, and the parent waiting.
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void run(String[] args, PrintStream parent) throws Exception {
        String[] ownArguments = java.util.Arrays.copyOfRange(args, 2, args.length);
        Object proxy = Class.forName(RUNNER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) ownArguments);
        Object connector = onlyConnector(proxy);
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        connector.getClass().getMethod("setPort", int.class).invoke(connector, Integer.parseInt(args[0]));
        proxy.getClass().getMethod("safeStart").invoke(proxy);
        int port = (int) connector.getClass().getMethod("getLocalPort").invoke(connector);
        new FirstRequest(port).await();
        Checkpoints.start(new File(args[1]));
        parent.println(port);
        parent.flush();
        proxy.getClass().getMethod("join").invoke(proxy);
    }

    private static Object onlyConnector(Object proxy) throws ReflectiveOperationException {
        Field field = proxy.getClass().getDeclaredField("server");
        field.setAccessible(true);
        Object server = field.get(proxy);
        Object[] connectors =
                (Object[]) server.getClass().getMethod("getConnectors").invoke(server);
        if (connectors.length != 1) {
            throw new IllegalStateException("expected one connector of DynamoDB Local, found " + connectors.length);
        }
        return connectors[0];
    }
}
