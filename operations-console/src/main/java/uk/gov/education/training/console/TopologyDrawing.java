package uk.gov.education.training.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.console.Topology.ReaderLink;
import uk.gov.education.training.console.Topology.ServiceNode;
import uk.gov.education.training.console.Topology.TopicLane;
import uk.gov.education.training.events.Activity.Backlog;

/**
 * The coordinates of the flow's picture: a column for each service, and for each topic a line from its owner to its
 * readers. {@code overview.html} draws it.
 */
record TopologyDrawing(int width, int height, List<Column> columns, List<Line> lines) {

    private static final int FIRST_COLUMN = 160;
    private static final int BETWEEN_COLUMNS = 280;
    private static final int WIDTH = 1180;
    private static final int BOX_WIDTH = 230;
    private static final int FIRST_LANE = 238;
    private static final int BETWEEN_LANES = 62;
    private static final int HEAD = 10;
    private static final int GAP = 14;

    /** The users of each service. */
    private static final List<String> USERS =
            List.of("Schools, appropriate bodies, support", "", "DfE finance", "Lead providers");

    /** A service and its vertical line. */
    record Column(
            int x, int left, String name, String users, String instances, String writes, String letters, String css) {}

    /**
     * A topic.
     *
     * @param from the left end of its line
     * @param to the right end of its line
     */
    record Line(
            String topic,
            int y,
            int from,
            int to,
            int owner,
            Text name,
            @Nullable Text readBack,
            List<ArrowHead> arrowHeads,
            String css) {}

    /** The readerLink to a reader, with its rate and delay. */
    record ArrowHead(String head, Text rate, Text delay, String css) {}

    record Text(int x, int y, String anchor, String text) {}

    static TopologyDrawing of(Topology topology) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < topology.services().size(); i++) {
            columns.add(column(i, topology.services().get(i)));
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < topology.lanes().size(); i++) {
            lines.add(line(FIRST_LANE + i * BETWEEN_LANES, topology.lanes().get(i)));
        }
        return new TopologyDrawing(WIDTH, FIRST_LANE + lines.size() * BETWEEN_LANES - 10, columns, lines);
    }

    public int bottom() {
        return height - 10;
    }

    private static int x(int column) {
        return FIRST_COLUMN + column * BETWEEN_COLUMNS;
    }

    private static Column column(int index, ServiceNode node) {
        String instances = node.live() == 1 ? "1 instance" : node.live() + " instances";
        return new Column(
                x(index),
                x(index) - BOX_WIDTH / 2,
                node.service(),
                USERS.get(index),
                node.live() == 0 ? "no report" : instances + (node.wrong() ? ", see the alerts" : ""),
                "writes " + Formats.rate(node.published()) + ", " + Formats.count(node.outbox()) + " waiting",
                "dead letters: " + Formats.count(node.deadLetters()),
                css("box", node.wrong() ? "wrong" : node.live() == 0 ? "no-report" : ""));
    }

    private static Line line(int y, TopicLane lane) {
        int owner = x(lane.owner());
        int first = lane.readers().stream()
                .mapToInt(readerLink -> x(readerLink.reader()))
                .min()
                .orElse(owner);
        int last = lane.readers().stream()
                .mapToInt(readerLink -> x(readerLink.reader()))
                .max()
                .orElse(owner);
        boolean rightwards = last > owner || first == owner;
        List<ArrowHead> arrowHeads = lane.readers().stream()
                .filter(readerLink -> readerLink.reader() != lane.owner())
                .map(readerLink -> arrowHead(y, owner, readerLink))
                .toList();
        @Nullable
        Text readBack = lane.readers().stream()
                .filter(readerLink -> readerLink.reader() == lane.owner())
                .findFirst()
                .map(readerLink -> text(owner, y + 18, !rightwards, "reads back: " + behind(readerLink.lag())))
                .orElse(null);
        return new Line(
                lane.topic(),
                y,
                Math.min(first, owner),
                Math.max(last, owner),
                owner,
                text(owner, y - 9, rightwards, lane.topic()),
                readBack,
                arrowHeads,
                css(
                        "arrow",
                        lane.readers().stream().allMatch(readerLink -> readerLink.perSecond() == 0) ? "idle" : ""));
    }

    private static ArrowHead arrowHead(int y, int owner, ReaderLink readerLink) {
        int x = x(readerLink.reader());
        boolean rightwards = x > owner;
        int back = rightwards ? x - HEAD - 3 : x + HEAD + 3;
        String head = "M" + x + " " + y + "L" + back + " " + (y - 6) + "L" + back + " " + (y + 6) + "Z";
        String latency = readerLink.p99Millis() == null
                ? ""
                : ", p50 " + Formats.millis(readerLink.p50Millis()) + ", p99 " + Formats.millis(readerLink.p99Millis());
        return new ArrowHead(
                head,
                text(x, y - 9, !rightwards, Formats.rate(readerLink.perSecond())),
                text(
                        x,
                        y + 18,
                        !rightwards,
                        (readerLink.isLate() ? "late: " : "") + behind(readerLink.lag()) + latency),
                readerLink.isLate() ? "late" : readerLink.perSecond() == 0 ? "idle" : "");
    }

    private static String behind(@Nullable Backlog lag) {
        if (lag == null) {
            return "lag unknown";
        }
        return lag.records() == 0
                ? "lag 0"
                : "lag " + Formats.count(lag.records()) + " (" + Formats.seconds(lag.oldestSeconds()) + ")";
    }

    /** Text to the right or the left of a column. */
    private static Text text(int x, int y, boolean right, String text) {
        return new Text(right ? x + GAP : x - GAP, y, right ? "start" : "end", text);
    }

    private static String css(String name, String variant) {
        return variant.isEmpty() ? name : name + " " + name + "--" + variant;
    }
}
