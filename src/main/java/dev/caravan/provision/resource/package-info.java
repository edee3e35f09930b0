/**
 * What a deployment wants to exist, read off the routes' uses and the settings {@code setup.*}: one record for each kind
 * of resource. Nothing is asked here.
 */
package dev.caravan.provision.resource;
