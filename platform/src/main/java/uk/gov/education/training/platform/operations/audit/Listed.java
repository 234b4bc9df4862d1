package uk.gov.education.training.platform.operations.audit;

import java.util.List;
import uk.gov.education.training.platform.web.Page;

/** A page of a list, with the length of the whole list. */
public record Listed<T>(List<T> data, Meta meta) {

    public record Meta(long total, int page, int perPage) {}

    public static <T> Listed<T> of(List<T> data, long total, Page page) {
        return new Listed<>(data, new Meta(total, page.number(), page.size()));
    }
}
