package uk.gov.education.training.schedule.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.testsupport.ContractPeriodFixtures;

/** DfE's schedules and milestones from schedules.csv. */
public final class ReferenceSchedules {

    /** A line of the file. */
    public record Line(int year, String schedule, Milestone milestone) {}

    private static final List<Line> LINES = read();

    private ReferenceSchedules() {}

    public static List<Line> lines() {
        return LINES;
    }

    public static Set<Integer> years() {
        return LINES.stream().map(Line::year).collect(toSet());
    }

    /** The lines of a contract period. */
    public static List<Line> lines(ContractPeriod period) {
        return period.schedules().stream()
                .flatMap(schedule -> schedule.milestones().stream()
                        .map(milestone -> new Line(period.year(), schedule.identifier(), milestone)))
                .toList();
    }

    /** Returns a contract period of the file. */
    public static ContractPeriod contractPeriod(int year) {
        Map<String, List<Milestone>> schedules = LINES.stream()
                .filter(line -> line.year == year)
                .collect(groupingBy(Line::schedule, LinkedHashMap::new, mapping(Line::milestone, toList())));
        return ContractPeriodFixtures.contractPeriod(year)
                .withSchedules(schedules.entrySet().stream()
                        .map(schedule -> new Schedule(schedule.getKey(), schedule.getValue()))
                        .toList());
    }

    /** Returns contract period 2026, or a copy of it, as published before its correction. */
    public static ContractPeriod beforeCorrection(int year) {
        ContractPeriod right = contractPeriod(2026);
        return ContractPeriodFixtures.contractPeriod(year)
                .withSchedules(right.schedules().stream()
                        .map(schedule -> new Schedule(
                                schedule.identifier(),
                                schedule.milestones().stream()
                                        .map(milestone -> beforeCorrection(schedule.identifier(), milestone, year))
                                        .toList()))
                        .toList());
    }

    private static Milestone beforeCorrection(String schedule, Milestone milestone, int year) {
        boolean wrong =
                schedule.endsWith("-september") && !schedule.contains("standard") && milestone.milestoneDate() == null;
        LocalDate start = wrong ? LocalDate.of(2026, 9, 1) : milestone.startDate();
        return new Milestone(
                milestone.declarationType(),
                start.plusYears(year - 2026L),
                milestone.milestoneDate() == null
                        ? null
                        : milestone.milestoneDate().plusYears(year - 2026L));
    }

    private static List<Line> read() {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ReferenceSchedules.class.getResourceAsStream("/schedules.csv")), UTF_8))) {
            return in.lines().skip(1).map(ReferenceSchedules::line).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Line line(String text) {
        String[] cells = text.split(",", -1);
        return new Line(
                Integer.parseInt(cells[0]),
                cells[1],
                new Milestone(
                        cells[2], LocalDate.parse(cells[3]), cells[4].isEmpty() ? null : LocalDate.parse(cells[4])));
    }
}
