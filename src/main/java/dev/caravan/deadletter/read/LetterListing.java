package dev.caravan.deadletter.read;

import dev.caravan.aws.AwsFailures;
import dev.caravan.object.PercentEncoding;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists the objects that may hold what is asked for: only folders of sources and days that can, page by page. */
final class LetterListing {

    private final S3Client client;
    private final DeadLetterSettings place;
    private final DeadLetterFilter filter;
    private final Consumer<String> problems;

    /** @param problems told of objects that are not dead letters */
    LetterListing(S3Client client, DeadLetterSettings place, DeadLetterFilter filter, Consumer<String> problems) {
        this.client = client;
        this.place = place;
        this.filter = filter;
        this.problems = problems;
    }

    /** In the order of sources, days and keys. A page is asked for when the one before is used up. */
    Iterator<LetterObject> objects() {
        List<String> days = call(this::days);
        Iterator<String> folders = days.iterator();
        return new Iterator<>() {
            private Iterator<S3Object> page = List.<S3Object>of().iterator();
            private Optional<LetterObject> next = Optional.empty();

            @Override
            public boolean hasNext() {
                while (next.isEmpty()) {
                    if (call(() -> page.hasNext())) {
                        next = call(() -> accept(page.next()));
                    } else if (folders.hasNext()) {
                        page = list(folders.next());
                    } else {
                        return false;
                    }
                }
                return true;
            }

            @Override
            public LetterObject next() {
                if (!hasNext()) {
                    throw new java.util.NoSuchElementException("No more objects of dead letters");
                }
                LetterObject object = next.orElseThrow();
                next = Optional.empty();
                return object;
            }
        };
    }

    private Optional<LetterObject> accept(S3Object object) {
        Optional<LetterObject> letters = LetterObject.of(object.key(), object.size(), object.lastModified());
        if (letters.isEmpty()) {
            problems.accept(place.location(object.key()) + " is not named like an object of dead letters");
        }
        return letters.filter(filter::mayHold);
    }

    private Iterator<S3Object> list(String folder) {
        return client.listObjectsV2Paginator(list -> list.bucket(place.bucket()).prefix(folder + filter.namesBegin()))
                .contents()
                .iterator();
    }

    private List<String> days() {
        List<String> days = new ArrayList<>();
        sources().forEach(source -> folders(source + "dt=").filter(this::isDay).forEach(days::add));
        return days;
    }

    private Stream<String> sources() {
        String begin = place.prefix() + "source=";
        return filter.source()
                .map(source -> Stream.of(begin + PercentEncoding.encode(source) + "/"))
                .orElseGet(() -> folders(begin));
    }

    private boolean isDay(String folder) {
        String day = folder.substring(folder.lastIndexOf("dt=") + "dt=".length(), folder.length() - 1);
        try {
            return filter.mayHold(day);
        } catch (DateTimeException e) {
            problems.accept(place.location(folder) + " is not the folder of a day: " + e.getMessage());
            return false;
        }
    }

    private Stream<String> folders(String begin) {
        return client
                .listObjectsV2Paginator(
                        list -> list.bucket(place.bucket()).prefix(begin).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix);
    }

    private <T> T call(java.util.function.Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailures.classify(
                    "ListObjectsV2 of " + place.location(place.prefix().value()), e);
        }
    }
}
