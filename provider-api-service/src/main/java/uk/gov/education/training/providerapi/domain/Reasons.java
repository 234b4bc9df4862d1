package uk.gov.education.training.providerapi.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.providerapi.domain.Verdict.Reason;

/** Why a request is refused: the first reason against each attribute. */
public final class Reasons {

    private final Map<String, Reason> byTitle = new LinkedHashMap<>();

    public void add(String title, String detail) {
        byTitle.putIfAbsent(title, new Reason(title, detail));
    }

    public void add(Optional<Reason> reason) {
        reason.ifPresent(some -> byTitle.putIfAbsent(some.title(), some));
    }

    public boolean areNone() {
        return byTitle.isEmpty();
    }

    /** Whether nothing stands against any of these attributes. */
    public boolean areNoneAgainst(String... titles) {
        return List.of(titles).stream().noneMatch(byTitle::containsKey);
    }

    public List<Reason> all() {
        return List.copyOf(byTitle.values());
    }

    public static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
