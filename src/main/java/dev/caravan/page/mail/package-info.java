/**
 * The mail box: the mails that this process has sent and kept, each as it would look. A mail is shown in a frame of its own
 * that runs no script, loads nothing, and leads nowhere.
 */
package dev.caravan.page.mail;
