/**
 * What was really sent: counted per record as it is acknowledged, kept in a truth file over any number of runs, and
 * summed up as what must be found at the other end.
 */
package dev.caravan.generate.truth;
