package dev.caravan.faults.proxy;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names an operation as AWS names it. */
final class OperationName {

    /** Parts of a bucket or an object that are read and written by themselves, by their word in the query. */
    private static final Map<String, String> PARTS = Map.of(
            "policy", "Policy",
            "lifecycle", "LifecycleConfiguration",
            "location", "Location",
            "tagging", "Tagging",
            "versioning", "Versioning",
            "encryption", "Encryption",
            "acl", "Acl",
            "attributes", "Attributes",
            "notification", "NotificationConfiguration");

    private OperationName() {}

    /**
     * The word after the dot of {@code X-Amz-Target} (JSON 1.0 and 1.1, CBOR 1.1), else one of S3 with the bucket in the
     * path.
     *
     * @param target path and query as they are in the request
     */
    static String of(String method, String target, HttpHead head) {
        Optional<String> amzTarget = head.field("X-Amz-Target");
        if (amzTarget.isPresent()) {
            return amzTarget.get().substring(amzTarget.get().lastIndexOf('.') + 1);
        }
        String[] pathAndQuery = target.split("\\?", 2);
        String path = pathAndQuery[0].substring(1);
        Set<String> query = pathAndQuery.length == 1 ? Set.of() : names(pathAndQuery[1]);
        boolean onObject = path.indexOf('/') >= 0 && path.indexOf('/') < path.length() - 1;
        if (path.isEmpty()) {
            return "ListBuckets";
        }
        return onObject ? ofObject(method, query, head) : ofBucket(method, query);
    }

    private static String ofObject(String method, Set<String> query, HttpHead head) {
        boolean ofUpload = query.contains("uploadId");
        boolean copies = head.field("x-amz-copy-source").isPresent();
        return switch (method) {
            case "GET" -> ofUpload ? "ListParts" : part("Get", "Object", query).orElse("GetObject");
            case "HEAD" -> "HeadObject";
            case "PUT" ->
                ofUpload
                        ? copies ? "UploadPartCopy" : "UploadPart"
                        : part("Put", "Object", query).orElse(copies ? "CopyObject" : "PutObject");
            case "POST" -> ofUpload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
            case "DELETE" ->
                ofUpload
                        ? "AbortMultipartUpload"
                        : part("Delete", "Object", query).orElse("DeleteObject");
            default -> method;
        };
    }

    private static String ofBucket(String method, Set<String> query) {
        return switch (method) {
            case "GET" -> part("Get", "Bucket", query).orElseGet(() -> listing(query));
            case "HEAD" -> "HeadBucket";
            case "PUT" -> part("Put", "Bucket", query).orElse("CreateBucket");
            case "POST" -> "DeleteObjects";
            case "DELETE" -> part("Delete", "Bucket", query).orElse("DeleteBucket");
            default -> method;
        };
    }

    private static String listing(Set<String> query) {
        if (query.contains("uploads")) {
            return "ListMultipartUploads";
        }
        if (query.contains("versions")) {
            return "ListObjectVersions";
        }
        return query.contains("list-type") ? "ListObjectsV2" : "ListObjects";
    }

    private static Optional<String> part(String verb, String of, Set<String> query) {
        if (query.contains("publicAccessBlock")) {
            return Optional.of(verb + "PublicAccessBlock");
        }
        return query.stream()
                .filter(PARTS::containsKey)
                .map(word -> verb + of + PARTS.get(word))
                .findFirst();
    }

    private static Set<String> names(String query) {
        return Arrays.stream(query.split("&"))
                .map(each -> each.split("=", 2)[0])
                .collect(Collectors.toSet());
    }
}
