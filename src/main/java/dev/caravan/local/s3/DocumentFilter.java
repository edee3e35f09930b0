package dev.caravan.local.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers the requests for bucket documents in front of S3Proxy and lets all others pass. */
final class DocumentFilter implements Filter {
    /** Above S3's largest document (a policy has at most 20 KB, a lifecycle configuration 1000 rules). */
    private static final int MAX_BYTES = 1 << 20;

    private final BucketDocuments documents;
    private final S3Signature signature;

    DocumentFilter(BucketDocuments documents, S3Signature signature) {
        this.documents = documents;
        this.signature = signature;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain next)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) anyRequest;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        Optional<String> bucket = bucket(request.getRequestURI());
        Optional<BucketDocument> kind = bucket.flatMap(ignored -> BucketDocument.of(request.getQueryString()));
        if (kind.isPresent()) {
            try {
                answer(request, response, bucket.get(), kind.get());
            } catch (S3Error refusal) {
                refusal.write(request.getRequestURI(), response);
            }
            return;
        }
        next.doFilter(request, response);
        if (bucket.isPresent() && request.getMethod().equals("DELETE") && !documents.bucketExists(bucket.get())) {
            documents.forget(bucket.get());
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, String bucket, BucketDocument kind)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        }
        signature.verify(request, body);
        if (!documents.bucketExists(bucket)) {
            throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        switch (request.getMethod()) {
            case "GET" -> {
                byte[] content = documents.find(bucket, kind).orElseGet(kind::whenMissing);
                response.setContentType(kind.contentType());
                response.setContentLength(content.length);
                response.getOutputStream().write(content);
            }
            case "PUT" -> {
                kind.check(body);
                documents.put(bucket, kind, body);
                response.setStatus(kind.putStatus);
            }
            case "DELETE" -> {
                if (!kind.isDeletable()) {
                    throw notAllowed();
                }
                documents.delete(bucket, kind);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> throw notAllowed();
        }
    }

    private static S3Error notAllowed() {
        return new S3Error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }

    /** The bucket of {@code /BUCKET} or {@code /BUCKET/}; nothing for an object. */
    private static Optional<String> bucket(String path) {
        String name = path.replaceAll("^/|/$", "");
        return name.isEmpty() || name.contains("/")
                ? Optional.empty()
                : Optional.of(URLDecoder.decode(name, StandardCharsets.UTF_8)).filter(ObjectFiles::isBucketName);
    }
}
