/** The files that an empty folder becomes a project with: settings, one flow made from a template, and what it needs. */
package dev.caravan.project;
