/** The rules about schedules and contract periods: pure functions of facts. */
@NullMarked
package uk.gov.education.training.schedule.domain;

import org.jspecify.annotations.NullMarked;
