/**
 * Least-privilege permissions, computed from what the routes use: a policy and a trust policy for each role, a bucket
 * policy for each bucket, and all of it as one CloudFormation template. Nothing is asked and nothing is changed.
 *
 * <p>The actions are those that the product's calls need, none for convenience: a test records the calls of running routes
 * and commands, and holds them against these policies in both directions.
 */
package dev.caravan.policy;
