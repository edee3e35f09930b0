/**
 * The records of one run as a pure function of the run's key and the record's index: any record can be made at any
 * time, in any order, in constant memory, and again for verification. Knows neither clock nor target.
 */
package dev.caravan.generate.sequence;
