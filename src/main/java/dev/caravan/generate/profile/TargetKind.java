package dev.caravan.generate.profile;

/** Where records can be sent. */
public enum TargetKind {
    KINESIS("kinesis"),
    KAFKA("kafka");

    private final String code;

    TargetKind(String code) {
        this.code = code;
    }

    /** The name in profiles and truth files. */
    public String code() {
        return code;
    }
}
