package dev.caravan.local.glue.crawl;

/** A crawl that could not be made; the catalog is as before. The message becomes the crawler's last error. */
public final class CrawlFailedException extends RuntimeException {
    public CrawlFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
