/**
 * A stand-in for Amazon QuickSight that refuses what the service's own model refuses: {@code quicksight/model.json} among
 * the test resources, which names its source.
 */
package dev.caravan.testing.quicksight;
