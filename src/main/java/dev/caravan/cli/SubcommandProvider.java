package dev.caravan.cli;

import java.util.List;

/** Commands that only some jars have: those on embedded services. Found by {@link java.util.ServiceLoader}. */
public interface SubcommandProvider {

    /** picocli commands. */
    List<Object> commands();
}
