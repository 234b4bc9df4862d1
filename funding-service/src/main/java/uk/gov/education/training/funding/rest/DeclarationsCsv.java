package uk.gov.education.training.funding.rest;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.gov.education.training.funding.domain.statements.BandPlaces;
import uk.gov.education.training.funding.domain.statements.Breakdown;
import uk.gov.education.training.funding.domain.statements.DeclarationCount.Entry;
import uk.gov.education.training.funding.store.DeclarationsOnStatements.OnStatement;

/** Writes a statement's declarations as CSV (RFC 4180), without personal data. */
final class DeclarationsCsv {

    private static final String END = "\r\n";

    private DeclarationsCsv() {}

    /** @param declarations earliest first: the first ones get the first places in the bands */
    static String of(Breakdown breakdown, List<OnStatement> declarations) {
        BandPlaces places = new BandPlaces(breakdown);
        StringBuilder csv = new StringBuilder("entry,declaration_id,participant_id,role,declaration_type,"
                + "declaration_date,state,band,pupil_premium_uplift,sparsity_uplift" + END);
        declarations.forEach(declaration -> csv.append(line(
                        declaration.entry() == Entry.REFUNDABLE ? "clawback" : "statement",
                        declaration.declarationId().toString(),
                        declaration.participantId().toString(),
                        declaration.role().name().toLowerCase(Locale.ROOT),
                        declaration.type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        declaration.declarationDate().toString(),
                        declaration.state().name().toLowerCase(Locale.ROOT),
                        places.next(declaration.entry(), declaration.role(), declaration.type())
                                .orElse(""),
                        Boolean.toString(declaration.pupilPremiumUplift()),
                        Boolean.toString(declaration.sparsityUplift())))
                .append(END));
        return csv.toString();
    }

    static String line(String... values) {
        return Stream.of(values).map(DeclarationsCsv::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
