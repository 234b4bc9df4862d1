/**
 * The hostile run: records that nobody should publish and requests that nobody should send, beside ordinary traffic
 * that must not suffer.
 */
@NullMarked
package uk.gov.education.training.system.hostile;

import org.jspecify.annotations.NullMarked;
