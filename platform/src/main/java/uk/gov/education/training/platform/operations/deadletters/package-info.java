/** Lists, replays and discards dead letters. */
@NullMarked
package uk.gov.education.training.platform.operations.deadletters;

import org.jspecify.annotations.NullMarked;
