/**
 * How one resource is looked at, made, changed and removed: what each kind's provisioner implements. A provisioner throws
 * the SDK's own exceptions, or a {@link dev.caravan.failure.PermanentException} or {@link
 * dev.caravan.failure.RetryableException} of its own; it decides nothing about whose a resource is.
 */
package dev.caravan.provision.service;
