package uk.gov.education.training.platform.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Activity.Backlog;
import uk.gov.education.training.platform.operations.domain.UnreadByPartition.Partition;
import uk.gov.education.training.platform.operations.domain.UnreadByPartition.Unread;

class UnreadByPartitionTest {

    private static final Partition FIRST = new Partition("declarations", 0);
    private static final Partition SECOND = new Partition("declarations", 1);
    private static final Partition ELSEWHERE = new Partition("statements", 0);

    @Test
    void backlogSumsThePartitionsOfATopicAndTakesTheOldestAge() {
        var backlog = new UnreadByPartition(
                Map.of(FIRST, new Unread(10, 13), SECOND, new Unread(0, 4), ELSEWHERE, new Unread(5, 6)));

        assertThat(backlog.of("declarations", Map.of(FIRST, 2.5, SECOND, 7.5, ELSEWHERE, 60.0)))
                .isEqualTo(new Backlog(7, 7.5));
        assertThat(backlog.of("statements", Map.of())).isEqualTo(new Backlog(1, 0));
        assertThat(backlog.of("partnerships", Map.of())).isEqualTo(new Backlog(0, 0));
    }

    @Test
    void onlyPartitionsUnreadBeforeAreMeasured() {
        var before = new UnreadByPartition(Map.of(FIRST, new Unread(10, 13), SECOND, new Unread(0, 4)));
        var now = new UnreadByPartition(
                Map.of(FIRST, new Unread(13, 20), SECOND, new Unread(3, 9), ELSEWHERE, new Unread(5, 6)));

        assertThat(now.unreadSince(before)).containsExactly(Map.entry(SECOND, new Unread(3, 9)));
    }
}
