package dev.caravan.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of its own for a product, of Linux's kernel: what listens on 127.0.0.1 outside is reached at 127.0.0.1
 * inside, on a pair of virtual devices, and can be cut off port by port. It has no way to anywhere else.
 *
 * <p>Needs root, and {@code ip} and {@code iptables-legacy} (Debian: iproute2, iptables).
 */
final class NetworkNamespace implements AutoCloseable {

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final int SUBNETS = 16_384;

    /** Another for each: runs at the same time, and what a killed one left behind, take no packets of each other. */
    private final String id = ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();

    private final String outerAddress;
    private final String innerAddress;
    private final String name = "caravan" + id;
    private final String outer = "co" + id;
    private final String inner = "ci" + id;

    NetworkNamespace() throws IOException, InterruptedException {
        int subnet = Math.floorMod(id.hashCode(), SUBNETS) * 4;
        outerAddress = "10.213." + subnet / 256 + "." + (subnet % 256 + 1);
        innerAddress = "10.213." + subnet / 256 + "." + (subnet % 256 + 2);
        run("ip netns add " + name);
        try {
            run("ip link add " + outer + " type veth peer name " + inner + " netns " + name);
            run("ip address add " + outerAddress + "/30 dev " + outer);
            run("ip link set " + outer + " up");
            run("ip -n " + name + " address add " + innerAddress + "/30 dev " + inner);
            run("ip -n " + name + " link set " + inner + " up");
            run("ip -n " + name + " link set lo up");
            // Loopback addresses on a device: the kernel drops them as impossible unless it is told.
            run("sysctl -q -w net.ipv4.conf." + outer + ".route_localnet=1");
            inside("sysctl -q -w net.ipv4.conf.all.route_localnet=1");
            inside("iptables-legacy -t nat -A OUTPUT -d 127.0.0.1 -p tcp -j DNAT --to-destination " + outerAddress);
            inside("iptables-legacy -t nat -A POSTROUTING -o " + inner + " -j MASQUERADE");
            run("iptables-legacy -t nat -A PREROUTING " + intoLoopback());
        } catch (IOException e) {
            run("ip netns delete " + name);
            throw e;
        }
    }

    /** The same command, but its process lives in here. */
    List<String> command(List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of("ip", "netns", "exec", name));
        wrapped.addAll(command);
        return wrapped;
    }

    /** Packets from and to that port vanish: nobody is told. */
    void drop(int port) throws IOException, InterruptedException {
        inside("iptables-legacy -A INPUT -p tcp --sport " + port + " -j DROP");
        inside("iptables-legacy -A OUTPUT -p tcp --dport " + port + " -j DROP");
    }

    /** Whoever sends to that port gets a RST. */
    void reset(int port) throws IOException, InterruptedException {
        inside("iptables-legacy -A OUTPUT -p tcp --dport " + port + " -j REJECT --reject-with tcp-reset");
    }

    /** Everything passes again; returns how many packets did not. */
    long heal() throws IOException, InterruptedException {
        long packets = inside("iptables-legacy -nvxL")
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(columns ->
                        columns.length > 2 && Set.of("DROP", "REJECT").contains(columns[2]))
                .mapToLong(columns -> Long.parseLong(columns[0]))
                .sum();
        inside("iptables-legacy -F");
        return packets;
    }

    private String intoLoopback() {
        return "-i " + outer + " -p tcp -j DNAT --to-destination 127.0.0.1";
    }

    private String inside(String command) throws IOException, InterruptedException {
        return run(command(Arrays.asList(command.split(" "))));
    }

    private static void run(String command) throws IOException, InterruptedException {
        run(Arrays.asList(command.split(" ")));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        String needs = "This run needs root, and the packages iproute2 and iptables: " + String.join(" ", command);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(needs + " cannot be started", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(needs + " failed: " + output);
        }
        return output;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // By itself, the pair of devices goes some time after the namespace.
        run("ip link delete " + outer);
        run("ip netns delete " + name);
        run("iptables-legacy -t nat -D PREROUTING " + intoLoopback());
    }
}
