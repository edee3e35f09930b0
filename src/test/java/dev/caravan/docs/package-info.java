/**
 * The parts of {@code docs/} that are made from the program itself. {@code DocsTest} fails when a file is stale;
 * {@code mvn test -Dtest=DocsTest -Dcaravan.docs.write=true} writes it anew. What stands outside of the markers of a
 * file is written by hand and left alone.
 */
package dev.caravan.docs;
