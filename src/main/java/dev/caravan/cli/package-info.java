/**
 * The commands: one class each, and what they share: exit codes 0 ok, 1 failed, 2 bad usage or settings, and one clear
 * line instead of a stack trace.
 */
package dev.caravan.cli;
