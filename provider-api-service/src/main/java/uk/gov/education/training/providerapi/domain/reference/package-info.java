/** Schools, partnerships and delivery partners as lead providers see them. */
@NullMarked
package uk.gov.education.training.providerapi.domain.reference;

import org.jspecify.annotations.NullMarked;
