/**
 * Finds out with the present credentials whether everything that the routes need is there and allowed. Every call is one
 * that the product makes too and that changes nothing, within a short time, and many at a time; what could only be found
 * out by writing is named and left alone, but for one object under each prefix if that is asked for.
 */
package dev.caravan.doctor;
