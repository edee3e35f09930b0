/** Starts DynamoDB Local inside its child JVM, on loopback. Sees its classes by reflection only. */
package dev.caravan.local.child.dynamodb;
