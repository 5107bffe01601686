import type { ConsoleMessages } from '../text/messages.ts'
import { lists } from './ar/lists.ts'
import { problems } from './ar/problems.ts'

/** The console in Arabic. */
export const messages: ConsoleMessages = {
  'views.summary': 'نظرة عامة',
  'views.carts': 'السلات',
  'views.messages': 'الرسائل',
  'views.settings': 'الإعدادات',
  navigation: 'الأقسام',
  signOut: 'تسجيل الخروج',
  loading: 'جارٍ التحميل…',
  tryAgain: 'إعادة المحاولة',
  readAgain: 'إعادة التحميل',
  supportCode: 'رمز الدعم: {code}',
  none: '–',
  next: 'الصفحة التالية',
  previous: 'الصفحة السابقة',
  page: 'الصفحة {page}',
  all: 'الكل',

  'signIn.title': 'تسجيل الدخول إلى لوحة التاجر',
  'signIn.lede': 'تحتاج إلى مفتاح التاجر. تجده عند من أعدّ المتجر.',
  'signIn.key': 'مفتاح التاجر',
  'signIn.hint': 'يُحفظ في ذاكرة هذه الصفحة فقط. سيُطلب منك مجددًا بعد إعادة تحميلها.',
  'signIn.submit': 'تسجيل الدخول',
  'signIn.busy': 'جارٍ تسجيل الدخول…',
  'signIn.unknownKey': 'هذا المفتاح غير معروف لدى المتجر.',
  'signIn.endedTitle': 'سجّل الدخول مرة أخرى',
  'signIn.ended': 'انتهت جلستك. كل شيء كما تركته، ولم يضِع شيء مما كتبته.',
  'signIn.done': 'تم تسجيل الدخول.',
  'signIn.signedOut': 'تم تسجيل الخروج.',

  'channel.email': 'البريد الإلكتروني',
  'channel.sms': 'الرسائل النصية',
  'channel.whatsapp': 'واتساب',
  'channel.link': 'رابط من المتجر',
  via: '{channel} عبر {platform}',

  'cartStatus.abandoned': 'متروكة',
  'cartStatus.opened': 'تم فتحها',
  'cartStatus.checked-out': 'عند إتمام الشراء',
  'cartStatus.recovered': 'مستعادة',
  'cartStatus.closed': 'مغلقة',

  'messageStatus.pending': 'في الانتظار',
  'messageStatus.sent': 'أُرسلت',
  'messageStatus.unconfirmed': 'غير مؤكدة',
  'messageStatus.cancelled': 'ملغاة',
  'messageStatus.withheld': 'موقوفة',
  'messageStatus.failed': 'فشلت',

  'summary.title': 'نظرة عامة',
  'summary.period': 'الفترة',
  'summary.days': '{count, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}',
  'summary.range': '{from} إلى {to}',
  'summary.recovered': 'الإيرادات المستعادة',
  'summary.recoveredHint':
    '{count, plural, zero {لا سلات طُلبت عبر رابط} one {سلة واحدة طُلبت عبر رابط} two {سلتان طُلبتا عبر رابط} few {# سلات طُلبت عبر رابط} many {# سلة طُلبت عبر رابط} other {# سلة طُلبت عبر رابط}}',
  'summary.perOrder': 'بمتوسط {value} لكل طلب',
  'summary.rate': 'معدل الاستعادة',
  'summary.rateHint': 'طُلبت من بين السلات التي تم الوصول إليها',
  'summary.perReached': '{value} لكل سلة تم الوصول إليها',
  'summary.open': 'ما زالت متروكة',
  'summary.openHint':
    '{count, plural, zero {لا سلات متبقية} one {في سلة واحدة لم تُطلب بعد} two {في سلتين لم تُطلبا بعد} few {في # سلات لم تُطلب بعد} many {في # سلة لم تُطلب بعد} other {في # سلة لم تُطلب بعد}}',
  'summary.openStep': 'عرض هذه السلات',
  'summary.withoutLink': 'طُلبت دون رابط',
  'summary.withoutLinkHint':
    '{count, plural, zero {لا سلات} one {سلة واحدة} two {سلتان} few {# سلات} many {# سلة} other {# سلة}}، دون أي رابط',
  'summary.before':
    '{value} {count, plural, zero {قبل ذلك} one {في اليوم السابق} two {في اليومين السابقين} few {في الأيام الـ# السابقة} many {في الأيام الـ# السابقة} other {في الأيام الـ# السابقة}}',

  'summary.trend': 'يومًا بيوم',
  'summary.trendValue': 'الإيرادات المستعادة، بحسب اليوم الذي ظهرت فيه السلة أول مرة.',
  'summary.trendCarts': 'السلات المستعادة، بحسب اليوم الذي ظهرت فيه السلة أول مرة.',
  'summary.trendChart':
    'رسم خطي يغطي {count, plural, zero {# يوم} one {يومًا واحدًا} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}. الأعلى {value}، في {day}.',
  'summary.trendEmpty':
    'رسم خطي يغطي {count, plural, zero {# يوم} one {يومًا واحدًا} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}. لم يُستعد شيء بعد.',

  'summary.funnel': 'من الرسالة إلى الطلب',
  'summary.funnelLede': 'إلى أين وصلت السلات. كل خطوة جزء من التي قبلها.',
  'summary.sent': 'تم الوصول إليها',
  'summary.opened': 'تم فتحها',
  'summary.checkedOut': 'بدأ إتمام الشراء',
  'summary.ordered': 'تم طلبها',
  'summary.ofAll': '{share} من الكل',
  'summary.funnelChart':
    'رسم بأعمدة للسلات بحسب الخطوة. تم الوصول إليها: {sent}. تم فتحها: {opened}. بدأ إتمام الشراء: {checkedOut}. تم طلبها: {ordered}.',
  'summary.scanners': 'برامج فحص البريد التي تفتح الروابط في متصفح كامل تُحسب ضمن مرات الفتح.',

  'summary.channels': 'من أين جاء العملاء',
  'summary.channelsLede': 'بحسب آخر رابط فتحوه.',
  'summary.channelHint': 'تم طلب {recovered} من {opened}',
  'summary.noChannels': 'لم يفتح أحد رابطًا في هذه الفترة.',

  'summary.lost': 'مبيعات فاتت لنفاد الكمية',
  'summary.lostLede': 'ما عاد العملاء من أجله ولم يتمكنوا من شرائه، الأعلى قيمة أولًا.',
  'summary.lostHint':
    '{count, plural, zero {لا سلات} one {سلة واحدة} two {سلتان} few {# سلات} many {# سلة} other {# سلة}}',
  'summary.nothingLost': 'لم يفت شيء لنفاد الكمية في هذه الفترة.',
  'summary.showAll': 'عرض الكل ({count})',
  'summary.showFewer': 'عرض أقل',

  'summary.waiting': 'منتجات ينتظر العملاء توفرها',
  'summary.waitingLede':
    'ما طلب العملاء إعلامهم عند توفره، الأكثر انتظارًا أولًا. «تم إعلام» تعني ما أُرسل إلى خدمتك أو أداة الأتمتة لديك خلال آخر 90 يومًا.',
  'summary.nobodyWaits': 'لا أحد ينتظر أي منتج حاليًا.',
  'summary.waitingHint':
    '{count, plural, zero {لا أحد ينتظر} one {عميل واحد ينتظر} two {عميلان ينتظران} few {# عملاء ينتظرون} many {# عميلًا ينتظرون} other {# عميل ينتظرون}}',
  'summary.waitingSince': 'منذ {day}',
  'summary.notified':
    '{count, plural, zero {لم يتم إعلام أحد} one {تم إعلام عميل واحد} two {تم إعلام عميلين} few {تم إعلام # عملاء} many {تم إعلام # عميلًا} other {تم إعلام # عميل}}',
  'summary.shoppers': 'العملاء المنتظرون',

  'summary.refusals': 'رفضوا الرسائل',
  'summary.refusalsHint':
    '{count, plural, zero {لا أحد} one {عميل واحد} two {عميلان} few {# عملاء} many {# عميلًا} other {# عميل}}',
  'summary.unsent': 'رسائل لم تُرسل',
  'summary.unsentHint':
    '{count, plural, zero {لا رسائل} one {رسالة واحدة} two {رسالتان} few {# رسائل} many {# رسالة} other {# رسالة}}',
  'summary.nothingUnsent': 'أُرسلت كل رسائل هذه الفترة.',
  'summary.unsentStep': 'عرض الرسائل',

  'summary.table': 'عرض كجدول',
  'summary.step': 'الخطوة',
  'summary.day': 'اليوم',
  'summary.abandoned': 'السلات المتروكة',
  'summary.carts': 'السلات',
  'summary.share': 'النسبة من الكل',
  'summary.product': 'المنتج',
  'summary.value': 'القيمة',
  'summary.empty.title': 'لا شيء لعرضه بعد',
  'summary.empty.sentence': 'لم تُترك أي سلة ولم تُفتح في هذه الفترة. تظهر الأرقام مع أول سلة.',
  'summary.empty.step': 'عرض السلات',
  'summary.announced':
    'نظرة عامة على {count, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}.',

  ...lists,
  ...problems,
}
