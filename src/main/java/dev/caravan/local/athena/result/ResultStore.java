package dev.caravan.local.athena.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The objects of results. Whatever S3 says against a call is thrown as it is. */
public final class ResultStore {
    private static final int NOT_SATISFIABLE = 416;

    private final S3Client s3;
    private final ObjectMapper mapper = new ObjectMapper();

    public ResultStore(S3Client s3) {
        this.s3 = s3;
    }

    /** Whether results can be written to the bucket of a location. */
    public boolean canHold(S3Location location) {
        try {
            s3.headBucket(request -> request.bucket(location.bucket()));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() >= 500) {
                throw e;
            }
            return false;
        }
    }

    /** Writes the object of a finished spool, and its description beside it with {@code .metadata} at the end. */
    public void write(S3Location location, ResultSpool spool) throws IOException {
        ResultShape shape = spool.shape();
        s3.putObject(
                request -> request.bucket(location.bucket())
                        .key(location.key())
                        .contentType(shape.format() == ResultShape.Format.CSV ? "text/csv" : "text/plain"),
                RequestBody.fromFile(spool.finished()));
        s3.putObject(
                request -> request.bucket(location.bucket()).key(location.key() + ".metadata"),
                RequestBody.fromBytes(description(shape)));
    }

    private byte[] description(ResultShape shape) throws JsonProcessingException {
        return mapper.writeValueAsBytes(shape.columns());
    }

    /**
     * Reads rows.
     *
     * @param from where to begin, in bytes; 0 is the first row, which is the header if the format has one
     * @param max rows at most, at least 1
     */
    public ResultPage read(S3Location location, ResultShape.Format format, long from, int max) throws IOException {
        try (ResponseInputStream<GetObjectResponse> object = s3.getObject(
                request -> request.bucket(location.bucket()).key(location.key()).range("bytes=" + from + "-"))) {
            ResultLines lines = new ResultLines(new BufferedInputStream(object), format);
            List<List<String>> rows = new ArrayList<>();
            while (rows.size() < max && !lines.atEnd()) {
                rows.add(lines.read());
            }
            if (lines.atEnd()) {
                return new ResultPage(rows, OptionalLong.empty());
            }
            object.abort();
            return new ResultPage(rows, OptionalLong.of(from + lines.consumed()));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_SATISFIABLE) {
                // an empty object has no byte to begin at
                return new ResultPage(List.of(), OptionalLong.empty());
            }
            throw e;
        }
    }
}
