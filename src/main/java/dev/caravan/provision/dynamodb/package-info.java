/** DynamoDB tables, those of the Kinesis Client Library and the ledger of the set-up included. */
package dev.caravan.provision.dynamodb;
