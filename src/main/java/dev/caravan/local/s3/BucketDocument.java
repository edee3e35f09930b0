package dev.caravan.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The documents a bucket may carry that S3Proxy does not keep, each named by its query parameter as in {@code PUT
 * /BUCKET?policy}. They are kept and handed back, and have no effect.
 */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum BucketDocument {
    POLICY("policy", 204, "", missing("NoSuchBucketPolicy", "The bucket policy does not exist")),
    PUBLIC_ACCESS_BLOCK(
            "publicAccessBlock",
            200,
            "PublicAccessBlockConfiguration",
            missing("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found")),
    LIFECYCLE(
            "lifecycle",
            200,
            "LifecycleConfiguration",
            missing("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist")),
    TAGGING("tagging", 204, "Tagging", missing("NoSuchTagSet", "The TagSet does not exist")),
    OWNERSHIP_CONTROLS(
            "ownershipControls",
            200,
            "OwnershipControls",
            missing("OwnershipControlsNotFoundError", "The bucket ownership controls were not found")),
    NOTIFICATION("notification", 200, "NotificationConfiguration", initially("")),
    VERSIONING("versioning", 200, "VersioningConfiguration", initially("")),
    /** Every bucket is encrypted with S3's own keys unless told otherwise. */
    ENCRYPTION(
            "encryption",
            200,
            "ServerSideEncryptionConfiguration",
            initially("<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                    + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final XMLInputFactory XML = secureXml();

    final String parameter;

    /** S3's status of a successful put. */
    final int putStatus;

    private final String root;
    private final UnaryOperator<String> initial;

    BucketDocument(String parameter, int putStatus, String root, UnaryOperator<String> initial) {
        this.parameter = parameter;
        this.putStatus = putStatus;
        this.root = root;
        this.initial = initial;
    }

    private static UnaryOperator<String> missing(String code, String message) {
        return root -> {
            throw new S3Error(404, code, message);
        };
    }

    private static UnaryOperator<String> initially(String content) {
        return root -> "<" + root + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + content + "</" + root + ">";
    }

    /** @param query of the request, encoded; null when there is none */
    static Optional<BucketDocument> of(String query) {
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&", -1))
                        .map(part -> part.split("=", 2)[0])
                        .flatMap(name -> Arrays.stream(values()).filter(kind -> kind.parameter.equals(name)))
                        .findFirst();
    }

    boolean isDeletable() {
        return this != NOTIFICATION && this != VERSIONING;
    }

    String contentType() {
        return this == POLICY ? "application/json" : "application/xml";
    }

    /** What a bucket answers that never got this document: an error or S3's initial content, as the kind has it. */
    byte[] whenMissing() {
        return initial.apply(root).getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses what S3 cannot read: a policy that is no JSON object, XML that is not well-formed or of another kind. */
    void check(byte[] content) {
        if (this == POLICY) {
            checkPolicy(content);
        } else {
            checkXml(content);
        }
    }

    private static void checkPolicy(byte[] content) {
        try {
            if (JSON.readTree(content).isObject()) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw malformedPolicy();
        } catch (IOException e) {
            throw new IllegalStateException("reading bytes from memory failed", e);
        }
        throw malformedPolicy();
    }

    private void checkXml(byte[] content) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(content));
            reader.nextTag();
            boolean expected = reader.getLocalName().equals(root);
            while (reader.hasNext()) {
                reader.next();
            }
            if (expected) {
                return;
            }
        } catch (XMLStreamException e) {
            throw malformedXml();
        }
        throw malformedXml();
    }

    private static S3Error malformedPolicy() {
        return new S3Error(
                400, "MalformedPolicy", "This policy contains invalid Json: policies must be valid JSON objects");
    }

    private static S3Error malformedXml() {
        return new S3Error(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    private static XMLInputFactory secureXml() {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }
}
