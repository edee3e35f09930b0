/** Dead letters on the page: what lies there, why, and the way back, which asks before it sends anything. */
package dev.caravan.page.letters;
