/**
 * The hostile run: sends invalid and hostile records and requests, and checks that ordinary traffic is not affected.
 */
@NullMarked
package uk.gov.education.training.system.hostile;

import org.jspecify.annotations.NullMarked;
