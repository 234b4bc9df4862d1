/** The rules about what lead providers and schools change about partnerships. */
@NullMarked
package uk.gov.education.training.schoolupdates.domain.partnerships;

import org.jspecify.annotations.NullMarked;
