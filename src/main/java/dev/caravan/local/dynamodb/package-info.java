/**
 * DynamoDB Local, AWS's own program, unmodified in a child JVM with its own class path (its licence: for use with an
 * AWS account, never distributed; Maven fetches it onto the user's machine). Here is the parent's side; the child's
 * side, which keeps it on loopback, is {@code dev.caravan.local.child.dynamodb}.
 */
package dev.caravan.local.dynamodb;
