/**
 * What is wrong with settings and routes, all of it at once and before a start, each with file and line. Files are read
 * once; routes are made in a context of their own that is never started, so nothing is asked, read or written outside,
 * and routes that run beside it notice nothing. {@link dev.caravan.check.Checks} is the entrance; every kind of check is
 * one {@link dev.caravan.check.Check}.
 */
package dev.caravan.check;
