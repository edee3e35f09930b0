package dev.caravan.check;

/** How bad a finding is. */
public enum Severity {
    /** The routes cannot run like this, or would do what nobody can want. */
    PROBLEM,
    /** The routes run, and somebody should know what that means. */
    WARNING
}
