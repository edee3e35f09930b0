package dev.caravan.object;

/**
 * What keys begin with: empty, or a folder that ends with a slash. A missing last slash is added. {@link
 * IllegalArgumentException} for what could not begin an {@link ObjectKey}.
 */
public record Prefix(String value) {

    public Prefix {
        if (!value.isEmpty()) {
            value = value.endsWith("/") ? value : value + "/";
            try {
                new ObjectKey(value + "x");
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "A prefix has segments of letters, digits, . _ = - and %XX, none of them . or .., and does not"
                                + " begin with a slash, got " + value,
                        e);
            }
        }
    }

    /** A folder below this one, without its slash. */
    public Prefix folder(String name) {
        return new Prefix(value + name);
    }

    @Override
    public String toString() {
        return value;
    }
}
