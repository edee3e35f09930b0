/**
 * Compares what arrived with the truth file: through Athena, DynamoDB and S3, as any user would look. Shares no code
 * with sinks, steps or crawlers, so that one mistake cannot hide in both.
 */
package dev.caravan.generate.verify;
