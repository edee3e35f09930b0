package dev.caravan.local.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An {@code Authorization} header of Signature Version 4, taken apart.
 *
 * @param accessKeyId whose key
 * @param date the day of the credential scope, {@code yyyyMMdd}
 * @param region the region of the credential scope
 * @param service the service of the credential scope
 * @param signedHeaders the lower-case names of the signed headers, in the header's order
 * @param signature the signature, in hexadecimal digits
 */
record Authorization(
        String accessKeyId, String date, String region, String service, List<String> signedHeaders, String signature) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String TERMINATOR = "aws4_request";

    Authorization {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** Reads the header's value. */
    static Authorization parse(String header) {
        if (!header.startsWith(ALGORITHM + " ")) {
            throw incomplete("Unsupported AWS 'algorithm'; only '" + ALGORITHM + "' is supported.", header);
        }
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : header.substring(ALGORITHM.length()).split(",", -1)) {
            String[] pair = parameter.strip().split("=", 2);
            if (pair.length == 2) {
                parameters.put(pair[0], pair[1]);
            }
        }
        List<String> missing = new ArrayList<>();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (parameters.getOrDefault(name, "").isEmpty()) {
                missing.add("Authorization header requires '" + name + "' parameter.");
            }
        }
        if (!missing.isEmpty()) {
            throw incomplete(String.join(" ", missing), header);
        }
        String[] scope = parameters.get("Credential").split("/", -1);
        if (scope.length != 5 || !scope[4].equals(TERMINATOR)) {
            throw incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g. "
                            + "keyid/date/region/service/aws4_request.",
                    header);
        }
        return new Authorization(
                scope[0],
                scope[1],
                scope[2],
                scope[3],
                List.of(parameters.get("SignedHeaders").split(";", -1)),
                parameters.get("Signature"));
    }

    /** The credential scope that is part of the string to sign. */
    String scope() {
        return String.join("/", date, region, service, TERMINATOR);
    }

    private static AwsError incomplete(String message, String header) {
        return new AwsError("IncompleteSignatureException", 403, message + " Authorization=" + header);
    }
}
