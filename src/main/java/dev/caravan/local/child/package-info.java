/**
 * Classes that run inside child JVMs, packed as {@code caravan-child.jar}. They see the JDK and the child's own class
 * path only, never the classes or libraries of Caravan itself.
 */
package dev.caravan.local.child;
