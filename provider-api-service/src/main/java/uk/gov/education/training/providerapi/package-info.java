/** What lead providers see of the participants whom they train, and what they report about them. */
@NullMarked
package uk.gov.education.training.providerapi;

import org.jspecify.annotations.NullMarked;
