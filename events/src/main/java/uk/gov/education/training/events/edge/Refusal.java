package uk.gov.education.training.events.edge;

import java.util.List;

/** A request is not carried out, and nothing was changed. */
public class Refusal extends RuntimeException {

    private final int status;
    private final List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param field what it is wrong with, as the caller named it
     * @param detail what is wrong and what to do
     */
    public record Problem(String field, String detail) {}

    public Refusal(int status, List<Problem> problems) {
        super(null, null, false, false);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    public static Refusal badRequest(String field, String detail) {
        return new Refusal(400, List.of(new Problem(field, detail)));
    }

    public static Refusal notFound(String field, String detail) {
        return new Refusal(404, List.of(new Problem(field, detail)));
    }

    public static Refusal conflict(String field, String detail) {
        return new Refusal(409, List.of(new Problem(field, detail)));
    }

    public static Refusal invalid(List<Problem> problems) {
        return new Refusal(422, problems);
    }

    public static Refusal invalid(String field, String detail) {
        return invalid(List.of(new Problem(field, detail)));
    }

    public static Refusal unavailable() {
        return new Refusal(
                503, List.of(new Problem("service", "The database is not there yet. Try again in a moment.")));
    }

    public int status() {
        return status;
    }

    public List<Problem> problems() {
        return problems;
    }

    @Override
    public String getMessage() {
        return status + " " + problems;
    }
}
