/** The commands that only caravan-local.jar has. */
package dev.caravan.local.command;
