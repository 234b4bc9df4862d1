package uk.gov.education.training.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfNoneMatchTest {

    private static boolean holds(String... lines) {
        return IfNoneMatch.holds(List.of(lines), "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\"",
                "W/\"x\"",
                " W/\"x\"\t",
                "\"a\", W/\"x\"",
                "\"a\",\"x\",\"b\"",
                ", ,\"x\" ,",
                "\"a,b\", \"x\"",
                "*",
                " * "
            })
    void tagsAreComparedWeaklyAndOneOfAListIsEnough(String line) {
        assertThat(holds(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "\"y\"",
                "\"X\"",
                "\"xx\"",
                "\"\"",
                "w/\"x\"",
                "W/ \"x\"",
                "W/x",
                "'x'",
                "\"a,x,b\"",
                "\"a\" \"x\"",
                "\"x",
                "\"x\" and more",
                "\"*\"",
                "*, \"x\" y"
            })
    void otherTagsAndMalformedListsDoNotMatch(String line) {
        assertThat(holds(line)).isFalse();
    }

    @Test
    void headerMayBeSentSeveralTimes() {
        assertThat(holds("\"a\"", "W/\"b\", W/\"x\"")).isTrue();
        assertThat(holds("garbage", "\"x\"")).isTrue();
        assertThat(holds("\"a\"", "\"b\"")).isFalse();
        assertThat(holds()).isFalse();
    }

    @Test
    void longHeaderIsReadInOnePass() {
        assertThat(holds("\"a\",".repeat(100_000) + "\"")).isFalse();
        assertThat(holds("\"a\",".repeat(100_000) + "\"x\"")).isTrue();
    }
}
