/**
 * Child JVMs of the embedded services: where their class paths lie on this machine, how one is started, watched and
 * ended. A child never outlives its parent, however the parent ends: the child holds the reading end of the parent's
 * pipe and halts at its end ({@code dev.caravan.local.child.ParentWatch}).
 */
package dev.caravan.local.process;
