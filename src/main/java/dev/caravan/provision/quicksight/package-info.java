/**
 * The chart in QuickSight: its data source, data set and analysis, made, changed and removed. What people make of the
 * analysis afterwards is theirs and is never changed back.
 */
package dev.caravan.provision.quicksight;
