package dev.caravan.policy;

/** What a statement does with the requests that it matches; a deny wins over every allow. */
public enum Effect {
    ALLOW("Allow"),
    DENY("Deny");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    /** IAM's word. */
    public String text() {
        return text;
    }
}
