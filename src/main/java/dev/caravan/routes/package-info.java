/**
 * Routes edited while they run. The content of the files is looked at every second; what has been the same for two looks
 * is tried on a context of its own, and only then put in place of what runs, as a whole or not at all. Only routes whose
 * definition, template, route configuration or named file has changed are stopped, and only when what they had pinned is
 * acknowledged under the old definition; all others keep their consumers. What runs, runs on contents that are held here:
 * a file that is half written shapes nothing.
 */
package dev.caravan.routes;
